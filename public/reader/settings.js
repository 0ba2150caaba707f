// Text size and colours, in a dialog.
export default function settings(tools) {
  const form = tools.open("reader-settings").querySelector("form");
  form.elements.size.value = tools.settings.size ?? "m";
  form.elements.theme.value = tools.settings.theme ?? "system";
  form.onchange = ({ target }) => tools.choose({ [target.name]: target.value });
}

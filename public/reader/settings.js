// Text size and colours, in a dialog.
export default function settings(tools) {
  const form = tools.open("reader-settings").querySelector("form");
  form.elements.size.value = tools.settings.size ?? "m";
  form.elements.theme.value = tools.settings.theme ?? "system";
  // The dialog opened with the focus on the first of them.
  form.querySelector(":checked")?.focus();
  form.onchange = ({ target }) => tools.choose({ [target.name]: target.value });
}

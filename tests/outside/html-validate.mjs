// What html-validate looks for: all that it recommends, but for these.
export default {
  extends: ["html-validate:recommended"],
  rules: {
    // HTML does not care; one way for the whole site is enough.
    "doctype-style": ["error", { style: "lowercase" }],
    // Trunk writes its own links with a slash at the end, which HTML passes over.
    "void-style": "off",
    // HTML 5 takes any identifier without spaces. Those of headings are made of their words: "10 steps".
    "valid-id": ["error", { relaxed: true }],
    // Titles are editors' words. Search engines cut them where they like.
    "long-title": "off",
    // The portal prints `hidden=""`, which is the same.
    "attribute-empty-style": "off",
    "attribute-boolean-style": "off",
    // Telephone numbers are shown as editors write them, character for character.
    "tel-non-breaking": "off",
  },
};

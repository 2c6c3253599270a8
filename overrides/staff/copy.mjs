// @ts-check
// Copy what stands in a field; where the browser refuses, the text is selected for the visitor to copy.

/**
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} said - gets the words of its `data-copied` or `data-failed`
 */
export async function copy(field, said) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = said.dataset.copied ?? "";
  } catch {
    field.focus();
    said.textContent = said.dataset.failed ?? "";
  }
}

const modifiers: readonly string[] = ['Control', 'Alt', 'Shift', 'Meta'];
const key =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Up|Down|Left|Right|Home|End|PageUp|PageDown|Insert|[-=,./;'[\]\\`])$/;

/**
 * Whether this names a key with modifiers as Electron writes them (`Control+Alt+C`), fit for the whole desktop: a key
 * alone, or one with Shift only, would be taken from whoever types it elsewhere.
 * https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts
 */
export const isAccelerator = (text: string): boolean => {
  const held = text.split('+');
  const pressed = held.pop() ?? '';
  const isKnown = held.every((one, at) => modifiers.includes(one) && held.indexOf(one) === at);
  return isKnown && held.some(one => one !== 'Shift') && key.test(pressed);
};

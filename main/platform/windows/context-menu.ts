import { type BaseWindow, Menu, type WebContents } from 'electron';

/** Cut, Copy and Paste on the right mouse button, as far as what was clicked takes them. */
export const offerEditing = (contents: WebContents, window: BaseWindow): void => {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    if (!isEditable && selectionText === '') return;
    Menu.buildFromTemplate([
      { role: 'cut', enabled: isEditable && editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: isEditable && editFlags.canPaste },
    ]).popup({ window });
  });
};

import { type BaseWindow, Menu, type WebContents } from 'electron';
import { text } from '../../text/text.ts';

/** Cut, Copy and Paste on the right mouse button, as far as what was clicked takes them. */
export const offerEditing = (contents: WebContents, window: BaseWindow): void => {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    if (!isEditable && selectionText === '') return;
    Menu.buildFromTemplate([
      { role: 'cut', label: text('edit-menu.cut'), enabled: isEditable && editFlags.canCut },
      { role: 'copy', label: text('edit-menu.copy'), enabled: editFlags.canCopy },
      { role: 'paste', label: text('edit-menu.paste'), enabled: isEditable && editFlags.canPaste },
    ]).popup({ window });
  });
};

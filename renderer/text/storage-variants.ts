import type { Message } from './message.ts';

type Variants = Readonly<Record<string, Partial<Pick<Message, 'title' | 'help'>>>>;

/** Why a record does not open, as far as it is a matter of how it is sealed. */
export const unreadable: Variants = {
  folder: {
    title: 'Dockpass may not read its own folder',
    help: 'Nothing was deleted: your accounts are still in {detail|it}. Ask support to give your user the right to it, then restart Dockpass.',
  },
  damaged: {
    title: 'This account’s file is damaged',
    help: 'Nothing was deleted: the file is as it was, and the other accounts work. Press Reconnect to sign in once more.',
  },
  'keyring-reset': {
    title: 'The keyring cannot open this account',
    help: 'The keyring was reset, or this file is damaged or from another computer. Nothing was deleted, and the other accounts work. Press Reconnect to sign in once more.',
  },
  'vault-key': {
    title: 'The file with your passphrase’s key is damaged',
    help: 'Nothing was deleted. Ask support to bring that file back from a backup; without one, press “End of shift…” and sign in once more.',
  },
};

export const wrongPassphrase: Variants = {
  wait: {
    title: 'Too many wrong passphrases',
    help: 'Nothing was changed and nothing is lost. Wait {wait}, type it once more, then press {press}.',
  },
};

/** A record that only a keyring opens, on a computer that has none now: choosing a passphrase would not open it. */
export const keyringGone: Variants = {
  'sealed-there': {
    title: 'The keyring that seals this account is not there now',
    help: 'Nothing was deleted: the account is still in its file. Ask support to bring the keyring back, then restart Dockpass; or connect it again with “Add account”.',
  },
};

/** What is wrong with a new passphrase. */
export const newPassphrase: Variants = {
  differ: {
    title: 'The two passphrases are not the same',
    help: 'Nothing was changed. Type the passphrase twice, then press {press}.',
  },
  'too-short': {
    title: 'The passphrase is too short',
    help: 'Nothing was changed. Type eight characters or more; a few words are easy to remember. Then press {press}.',
  },
};

export const notWiped: Variants = {
  'not-wiped': {
    title: 'Some accounts could not be taken off this computer',
    help: 'The disk refused, so their tokens are still here, sealed. Ask support about Dockpass’s folder, then press {press}.',
  },
};

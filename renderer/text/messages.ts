import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { fieldWords } from './field-words.ts';
import type { Message, MessageAction } from './message.ts';
import { variants } from './message-variants.ts';

export const actionLabels: Record<MessageAction, string> = {
  again: 'Try again',
  'sign-in': 'Sign in again',
  edit: 'Edit details',
  clear: 'Clear now',
  restart: 'Restart Dockpass',
};

export const messages: Record<ErrorCode, Message> = {
  offline: {
    title: 'No network',
    help: 'Saved tokens still work and can be copied. Check the cable or the Wi-Fi, then press {press}.',
    action: 'again',
  },
  'timed-out': {
    title: '{detail|The provider} took too long',
    help: 'Nothing was changed and your saved tokens are safe. Wait a moment, then press {press}.',
    action: 'again',
  },
  'provider-down': {
    title: '{detail|The provider} is having trouble',
    help: 'Your saved tokens are safe. Its own service has a fault, so wait a few minutes, then press {press}.',
    action: 'again',
  },
  'provider-refused': {
    title: '{detail|The provider} said no',
    help: 'Your saved tokens are safe. Sign in as someone who may do this, or ask whoever looks after the account there, then press {press}.',
    action: 'again',
  },
  'rate-limited': {
    title: 'Too many requests',
    help: 'Your tokens still work. {detail|The provider} wants a short pause: wait a minute, then press {press}.',
    action: 'again',
  },
  'bad-reply': {
    title: '{detail|The provider} gave an answer we cannot read',
    help: 'Nothing was changed and your saved tokens are safe. Press {press}; if it happens again, tell your support contact.',
    action: 'again',
  },
  'needs-sign-in': {
    title: 'Sign-in needed',
    help: 'Nothing is lost: the account stays in the list. A person has to sign in once more, so press Reconnect.',
    action: 'sign-in',
  },
  cancelled: {
    title: 'Sign-in was stopped',
    help: 'Nothing was changed and your saved tokens are safe. To start over, press {press}.',
    action: 'again',
  },
  'redirect-mismatch': {
    title: 'The redirect address is not the one registered',
    help: 'Nothing was saved. Compare “Redirect address” under Advanced with the one on the provider’s App page, or leave it empty, then press {press}.',
    action: 'edit',
  },
  'state-mismatch': {
    title: 'That answer belongs to another sign-in',
    help: 'It was refused to keep you safe and nothing was saved. Close other sign-in pages, then press {press}.',
    action: 'again',
  },
  'bad-redirect': {
    title: 'The sign-in ended without a token',
    help: 'Nothing was saved and your saved tokens are safe. Press {press} and finish on the provider’s own page by pressing Allow.',
    action: 'again',
  },
  'insufficient-scope': {
    title: 'This token may not do that',
    help: 'The token still works for everything else. Press “Edit details”, allow more there, and sign in once more.',
    action: 'edit',
  },
  'unknown-scope': {
    title: 'The provider does not know one of the permissions',
    help: 'Nothing was saved. Choose other permissions, for example all of them, then press {press}.',
    action: 'edit',
  },
  'wrong-app-id': {
    title: 'The App Id was not accepted',
    help: 'Nothing was saved. Copy the App Id from the provider’s App page once more (no spaces before or after), then press {press}.',
    action: 'edit',
  },
  'wrong-app-secret': {
    title: 'The App Secret was not accepted',
    help: 'The token you have still works. Copy the App Secret from the provider’s App page once more, type it, then press {press}.',
    action: 'edit',
  },
  'not-allowed-for-app': {
    title: 'This App is not allowed to do that',
    help: 'Your saved tokens are safe. Ask whoever made the App at {detail|the provider} to allow it, then press {press}.',
    action: 'again',
  },
  'wrong-credentials': {
    title: '{detail|The provider} did not accept these details',
    help: 'Nothing was changed and your saved tokens are safe. Type the name, the password or the keys once more, then press {press}.',
    action: 'edit',
  },
  'password-expired': {
    title: 'The password has to be changed at {detail|the provider}',
    help: 'Your saved tokens are safe. Change the password on the provider’s own page, press “Edit details” and type the new one.',
    action: 'edit',
  },
  'user-inactive': {
    title: 'This user is switched off at {detail|the provider}',
    help: 'Your saved tokens are safe. Ask whoever looks after the account there to switch the user on, then press {press}.',
    action: 'again',
  },
  'only-oauth2': {
    title: 'This integration does not take API keys',
    help: 'Nothing was changed. Choose the other way to sign in, with the same two keys, then press {press}.',
    action: 'edit',
  },
  'wrong-region': {
    title: 'This token belongs to another region',
    help: 'It was kept, but {detail|the address you chose} may not take it. Press “Edit details” and choose the region it belongs to.',
    action: 'edit',
  },
  'needs-details': {
    title: 'The password or a key is needed once more',
    help: 'It was not kept on this computer, and nothing was changed. Press “Edit details”, type it, and save.',
    action: 'edit',
  },
  'account-locked': {
    title: 'The account is locked at {detail|the provider}',
    help: 'Dockpass keeps everything as it was. Have it unlocked on the provider’s own page, then press {press}.',
    action: 'again',
  },
  certificate: {
    title: 'The connection to {detail|the provider} is not trusted',
    help: 'Nothing was sent. Check the date and time of this computer, and ask your network’s support about it; then press {press}.',
    action: 'again',
  },
  'proxy-auth': {
    title: 'Your network asks for a password',
    help: 'Saved tokens still work. Sign in to the network ({detail|the proxy}) in your browser or ask support, then press {press}.',
    action: 'again',
  },
  'page-crashed': {
    title: 'The sign-in page stopped working',
    help: 'Nothing was changed and your saved tokens are safe. Press {press}.',
    action: 'again',
  },
  'page-blocked': {
    title: 'The page asked for something Dockpass does not allow',
    help: 'It was stopped to keep you safe (nothing left this computer). Press {press}, or press “Use my browser”.',
    action: 'again',
  },
  'keyring-missing': {
    title: 'This computer has no keyring',
    help: 'Your accounts work, but only until Dockpass closes; nothing is written to disk. To keep them, press “Keep accounts…” and choose a passphrase.',
  },
  'keyring-locked': {
    title: 'The keyring is locked',
    help: 'Your tokens are safe inside it. Unlock it with your computer’s password, then press “Restart Dockpass”: only at its start Dockpass asks for it.',
    action: 'restart',
  },
  locked: {
    title: 'Dockpass is locked',
    help: 'Your tokens are safe. Unlock Dockpass, then press {press}.',
    action: 'again',
  },
  'wrong-passphrase': {
    title: 'That passphrase is not right',
    help: 'Nothing was changed. Mind capital letters, type it once more, then press {press}.',
    action: 'again',
  },
  'backup-damaged': {
    title: 'This is not a whole Dockpass backup',
    help: 'Nothing was changed. Choose another file, or make the backup once more on the other computer, then press {press}.',
    action: 'again',
  },
  moved: {
    title: 'This account has moved to a backup',
    help: 'The token still works here as long as the row says, and is renewed where the backup was taken in. To renew it here again, press Reconnect.',
    action: 'sign-in',
  },
  'record-unreadable': {
    title: 'This account cannot be opened',
    help: 'Nothing was deleted: its file{detail|} is as it was, and the other accounts work. Press Reconnect to sign in once more.',
    action: 'sign-in',
  },
  'save-failed': {
    title: 'Could not save to this computer’s disk',
    help: 'The old token is still there. Free some space or ask support about {detail|the folder of Dockpass}, then press {press}.',
    action: 'again',
  },
  'clipboard-unreadable': {
    title: 'Could not check the clipboard',
    help: 'The copy worked, but this computer does not let Dockpass look whether it is still there. When you have pasted it, press Clear now.',
    action: 'clear',
  },
  'managed-secret': {
    title: 'What your organization set up cannot be used',
    help: 'Nothing was sent and your saved tokens are safe. Ask your IT to look at {detail|the file with the secret}, then press {press}.',
    action: 'again',
  },
  'bad-input': {
    title: 'Check {detail|what you typed}',
    help: 'Nothing was sent yet. Correct it, then press {press}.',
  },
  unexpected: {
    title: 'Something went wrong that Dockpass does not know',
    help: 'Your saved tokens are safe. Press {press}; if it happens again, restart Dockpass{detail|}.',
    action: 'again',
  },
};

/** An instruction ready to show: all slots filled. */
export interface Instruction {
  readonly title: string;
  readonly help: string;
  readonly action?: MessageAction;
}

interface Slots {
  readonly detail: string | undefined;
  readonly press: string;
  readonly wait: string;
}
const fill = (text: string, { detail, press, wait }: Slots): string =>
  text
    .replaceAll('{press}', press)
    .replaceAll('{wait}', wait)
    .replace(/\{detail\|([^}]*)\}/g, (_all, words: string) =>
      words === '' ? (detail ? ` (${detail})` : '') : (detail ?? words),
    );

/**
 * The instruction for a failure; `press` names the button that starts the same thing once more, `provider` is the one
 * whose field it may name.
 */
export function instruct(
  failure: Failure,
  press: string = actionLabels.again,
  provider?: Pick<ProviderView, 'fields'>,
): Instruction {
  const { title, help, action } = { ...messages[failure.code], ...variants[failure.code]?.[failure.reason ?? ''] };
  const named = failure.field === undefined ? undefined : fieldWords(failure.field, provider);
  const wait = failure.waitSeconds === undefined ? 'a little' : `${failure.waitSeconds} s`;
  const slots = { detail: named ?? failure.detail, press, wait };
  return {
    title: fill(title, slots),
    help: fill(help, slots),
    ...(action === undefined ? {} : { action }),
  };
}

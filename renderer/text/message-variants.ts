import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Message } from './message.ts';
import { keyringGone, newPassphrase, notWiped, unreadable, wrongPassphrase } from './storage-variants.ts';

/** A message that only the code's own title and help would leave vague, by the failure's reason. */
type Variant = Partial<Pick<Message, 'title' | 'help'>>;

const noWayBack: Variant = {
  title: 'This account’s file cannot be read',
  help: 'Nothing was deleted: the file is as it was, and the other accounts work. Press “Add account” to connect it again; Remove takes this file away.',
};

const stoppedFrom = (what: string): Variant => ({
  help: `It was stopped to keep you safe (${what}). Press {press}, or press “Use my browser”.`,
});

/** Cases of one code that a person has to be told apart. A reason without an entry gets the code's own message. */
export const variants: Partial<Record<ErrorCode, Readonly<Record<string, Variant>>>> = {
  'needs-sign-in': {
    expired: {
      title: 'This token has run out',
      help: 'It was not copied, because it no longer works. The account stays in the list: press Reconnect to get a new one.',
    },
    'answer-lost': {
      title: 'The answer to a renewal was lost',
      help: 'The token still works as long as the row says, but it cannot be renewed again. Press Reconnect before it runs out.',
    },
  },
  offline: {
    expired: {
      title: 'No network, and this token has run out',
      help: 'It was not copied, because it no longer works. Check the cable or the Wi-Fi, then press {press}.',
    },
  },
  'page-blocked': {
    media: stoppedFrom('camera or microphone'),
    screen: stoppedFrom('your screen'),
    location: stoppedFrom('your location'),
    device: stoppedFrom('a device'),
    program: stoppedFrom('another program'),
    download: stoppedFrom('a download'),
    scheme: stoppedFrom('a “{detail|strange}” address'),
    'no-certificate': stoppedFrom('a certificate of this computer'),
    'too-many-windows': stoppedFrom('too many windows'),
    passkey: {
      title: 'A passkey or security key did not work here',
      help: 'Nothing was lost: press “Use my browser” and sign in there.',
    },
  },
  'provider-down': {
    'not-found': {
      title: '{detail|The address} was not found',
      help: 'Nothing was changed and your saved tokens are safe. Compare the address if somebody typed it, and look at the network; then press {press}.',
    },
    'not-reached': {
      title: '{detail|The provider} cannot be reached',
      help: 'Your saved tokens are safe. It may be down, or this network keeps it away: wait a few minutes, then press {press}.',
    },
  },
  certificate: {
    'wrong-host': {
      title: 'The certificate belongs to another site than {detail|this one}',
      help: 'Nothing was sent. Someone may be between you and the provider: try another network, then press {press}, or ask your network’s support.',
    },
    'wrong-date': {
      title: 'The certificate of {detail|this site} is out of date',
      help: 'Nothing was sent. Check the date and time of this computer; if they are right, the provider has to renew it. Then press {press}.',
    },
    'unknown-issuer': {
      title: 'Nobody this computer trusts vouches for {detail|this site}',
      help: 'Nothing was sent. On a company network, ask its support to install the company’s certificate here; then press {press}.',
    },
    revoked: {
      title: 'The certificate of {detail|this site} was taken back',
      help: 'Nothing was sent and your saved tokens are safe. Wait until the provider has a new one, then press {press}.',
    },
  },
  'provider-refused': {
    access_denied: {
      title: 'Access was not allowed',
      help: 'Nothing was saved and your saved tokens are safe. To allow it, press {press} and then Allow Access on the provider’s page.',
    },
  },
  'wrong-app-id': {
    'api-client': {
      title: 'The API client was not accepted',
      help: 'Nothing was changed. Compare the API client ID and the environment, and have the API client opened to this user. If it has a secret, type that too, then press {press}.',
    },
  },
  'wrong-app-secret': {
    'api-client': {
      title: 'The client secret was not accepted',
      help: 'Nothing was changed. If the API client has a secret, every sign-in needs it: copy it once more or have a new one made, type it, then press {press}.',
    },
  },
  'unknown-scope': {
    roles: {
      title: 'This user may not have one of the roles',
      help: 'Nothing was changed. Take it out of Roles, or leave Roles empty to get every role the user has, then press {press}.',
    },
  },
  'insufficient-scope': {
    roles: {
      help: 'The token still works for everything else. Press “Edit details”, add the role under Roles or leave Roles empty, and save.',
    },
  },
  'password-expired': {
    insecure: {
      title: 'This password is no longer good enough for {detail|the provider}',
    },
  },
  'user-inactive': {
    'no-user': {
      title: '{detail|The provider} has no user for this sign-in',
      help: 'Your saved tokens are safe. Ask whoever looks after the API client there which user it stands for, then press {press}.',
    },
    company: {
      title: 'This user’s company is switched off at {detail|the provider}',
      help: 'Your saved tokens are safe. Ask whoever looks after the marketplace to switch the company on, then press {press}.',
    },
    'api-client': {
      title: 'This API client is switched off at {detail|the provider}',
      help: 'Your saved tokens are safe. Ask whoever looks after the API client there to switch it on, then press {press}.',
    },
  },
  'wrong-region': {
    known: {
      title: 'This token belongs to {detail|another region}',
      help: 'It was kept, but the environment you chose may not take it. Press “Edit details”, choose {detail|the other one} and save.',
    },
  },
  'managed-secret': {
    missing: { title: 'A file your organization set up is not there' },
    readable: { title: 'A file your organization set up is open to everyone' },
    writable: { title: 'A file your organization set up can be changed by others' },
    owner: { title: 'A file your organization set up belongs to someone else' },
    unreadable: { title: 'A file your organization set up may not be read by you' },
  },
  'record-unreadable': {
    ...unreadable,
    empty: noWayBack,
    'not-json': noWayBack,
    foreign: noWayBack,
    io: noWayBack,
    permission: {
      title: 'This account’s file may not be read',
      help: 'Nothing was deleted. Ask support to give your user the right to read Dockpass’s folder, then restart Dockpass.',
    },
    newer: {
      title: 'This account was saved by a newer Dockpass',
      help: 'Nothing was changed and the other accounts work. Install the newer Dockpass here too, then start it.',
    },
    'typed-addresses': {
      title: 'This account cannot be opened',
      help: 'Nothing was deleted. Nobody can tell whether its addresses are still yours, so no one is sent there. Press “Add account” to connect it again; Remove takes this file away.',
    },
    edited: {
      title: 'This account’s file was changed from outside',
      help: 'It was left as it is and nothing was sent anywhere. The other accounts work. Press Reconnect to sign in once more.',
    },
    provider: {
      title: 'This Dockpass does not know this account’s provider',
      help: 'Nothing was deleted and the other accounts work. Install the newer Dockpass here too, then start it.',
    },
    environment: {
      title: 'This account’s environment is not available now',
      help: 'Nothing was changed and the other accounts work. Start Dockpass with that environment, or press Reconnect after it is back.',
    },
  },
  'bad-redirect': {
    'code-refused': {
      title: 'The sign-in was not accepted in time',
      help: 'Nothing was saved and your saved tokens are safe. It may have taken too long: press {press} and sign in once more.',
    },
  },
  'wrong-credentials': {
    client: {
      title: 'The Client ID or the Client secret was not accepted',
      help: 'Nothing was changed and your saved tokens are safe. Copy both from {detail|the provider} once more (no spaces before or after), then press {press}.',
    },
  },
  'needs-details': {
    'other-address': {
      title: 'The addresses of this system have changed',
      help: 'What you typed for the old ones was not sent to the new ones, and nothing was changed. Press “Edit details”, type the secrets once more, and save.',
    },
    'another-token': {
      title: 'A new token is needed',
      help: 'It was pasted, so Dockpass cannot renew it; the one you have is kept. Press “Edit details”, paste a new one, and save.',
    },
  },
  'keyring-missing': keyringGone,
  'wrong-passphrase': wrongPassphrase,
  'bad-input': {
    ...newPassphrase,
    'other-address': {
      title: 'Type {detail|the secret} once more',
      help: 'Nothing was sent: what was typed for one address does not go to another, and the address is new. Type it, then press {press}.',
    },
    'nothing-discovered': {
      title: 'That address does not say how to sign in',
      help: 'Nothing secret was sent. Check “{detail|Discover from}”, or leave it empty and type the addresses yourself, then press {press}.',
    },
    'other-issuer': {
      title: 'That address answers under another name',
      help: 'Nothing secret was sent. Type the issuer exactly as the system writes it, or leave it empty and type the addresses yourself, then press {press}.',
    },
    fixed: {
      title: 'Your organization has decided this',
      help: 'Nothing was changed. Ask support if it should be otherwise.',
    },
    'unsafe-format': {
      title: 'This cannot be copied safely in that form',
      help: 'Nothing was copied, and the token still works. Press another way of copying, for example the curl command.',
    },
  },
  unexpected: {
    'login-item': {
      title: 'Start at login could not be changed',
      help: 'Everything is still as it was. Press the switch once more; if it happens again, set it in the system’s own settings for programs that start at login.',
    },
    clipboard: {
      title: 'Nothing was copied',
      help: 'This computer let nothing be put on the clipboard, and your saved tokens are safe. Close programs that look after the clipboard, then press {press}.',
    },
    browser: {
      title: 'Your browser could not be opened',
      help: 'Nothing was changed and your saved tokens are safe. Press “Open the page again”; if it happens again, sign in on the page in this window.',
    },
    folder: {
      title: 'The folder could not be opened',
      help: 'Nothing was changed. Copy the path instead, open your file browser, and paste it there; or press “Open folder” once more.',
    },
  },
  'save-failed': {
    export: {
      title: 'The text could not be saved there',
      help: 'Nothing was changed. Choose a place where you may write, then press {press}.',
    },
    ...notWiped,
    settings: {
      title: 'The setting could not be saved',
      help: 'Every setting is still as it was. Make room on the disk, then press what you chose once more.',
    },
    'disk-full': {
      title: 'The disk is full',
      help: 'What was saved before is still there, and a new token works until Dockpass closes. Free some space: Dockpass tries again by itself.',
    },
    'read-only': {
      title: 'The disk can only be read',
      help: 'What was saved before is still there, and a new token works until Dockpass closes. Ask support to make Dockpass’s folder writable.',
    },
    'no-permission': {
      title: 'Dockpass may not write to its folder',
      help: 'What was saved before is still there, and a new token works until Dockpass closes. Ask support to give your user the right to it.',
    },
  },
};

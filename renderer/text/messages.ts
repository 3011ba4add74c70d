import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { fieldWords } from './field-words.ts';
import { isTextKey, text } from './text.ts';

/** The one button an instruction offers; where it is drawn decides what exactly it calls. */
export type MessageAction = 'again' | 'sign-in' | 'edit' | 'clear' | 'restart';

export const actionLabel = (action: MessageAction): string => text(`notice.action.${action}`);

/**
 * What helps. What happened and what is still safe are the texts `error.<code>.title` and `.help`; where cases of one code
 * have to be told apart, also `error.<code>.<reason>.title` and `.help`.
 */
const actions: Readonly<Record<ErrorCode, MessageAction | undefined>> = {
  offline: 'again',
  'timed-out': 'again',
  'provider-down': 'again',
  'provider-refused': 'again',
  'rate-limited': 'again',
  'bad-reply': 'again',
  'needs-sign-in': 'sign-in',
  cancelled: 'again',
  'redirect-mismatch': 'edit',
  'state-mismatch': 'again',
  'bad-redirect': 'again',
  'insufficient-scope': 'edit',
  'unknown-scope': 'edit',
  'wrong-app-id': 'edit',
  'wrong-app-secret': 'edit',
  'not-allowed-for-app': 'again',
  'wrong-credentials': 'edit',
  'password-expired': 'edit',
  'user-inactive': 'again',
  'only-oauth2': 'edit',
  'only-keys': 'edit',
  'wrong-region': 'edit',
  'needs-details': 'edit',
  'account-locked': 'again',
  certificate: 'again',
  'proxy-auth': 'again',
  'page-crashed': 'again',
  'page-blocked': 'again',
  'keyring-missing': undefined,
  'keyring-locked': 'restart',
  locked: 'again',
  'not-permitted': 'again',
  'wrong-passphrase': 'again',
  'backup-damaged': 'again',
  moved: 'sign-in',
  'record-unreadable': 'sign-in',
  'save-failed': 'again',
  'clipboard-unreadable': 'clear',
  'needs-press': 'again',
  'managed-secret': 'again',
  busy: 'again',
  'bad-input': undefined,
  unexpected: 'again',
};

/** An instruction ready to show. */
interface Instruction {
  readonly title: string;
  readonly help: string;
  readonly action?: MessageAction;
}

type Owner = Pick<ProviderView, 'fields'>;

/** What the texts of failures may weave in. */
const valuesOf = ({ field, detail, waitSeconds }: Failure, press: string, provider: Owner | undefined) => {
  const named = (field === undefined ? undefined : fieldWords(field, provider)) ?? detail ?? '';
  return {
    // The dots say that it asks first; in a sentence they would stand before its end.
    press: press.replace(/…$/u, ''),
    hasDetail: named === '' ? 'no' : 'yes',
    detail: named,
    hasWait: waitSeconds === undefined ? 'no' : 'yes',
    seconds: waitSeconds ?? 0,
  };
};

/**
 * The instruction for a failure; `press` names the button that starts the same thing once more, `provider` is the one
 * whose field it may name. A reason without texts of its own gets those of its code.
 */
export function instruct(failure: Failure, press: string = actionLabel('again'), provider?: Owner): Instruction {
  const { code, reason } = failure;
  const values = valuesOf(failure, press, provider);
  const say = (part: 'title' | 'help'): string => {
    const ofReason = `error.${code}.${reason}.${part}`;
    return text(isTextKey(ofReason) ? ofReason : `error.${code}.${part}`, values);
  };
  const action = actions[code];
  return { title: say('title'), help: say('help'), ...(action === undefined ? {} : { action }) };
}

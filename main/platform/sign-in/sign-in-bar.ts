import type { Failure } from '../../../preload/contract/errors.ts';
import type { CertificateView, PasswordPromptView, SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { hostOf, originOf } from './page-address.ts';
import { failureOfStatus } from './page-failures.ts';

interface SignInBarOptions {
  readonly providerName: string;
  readonly authorizationUrl: string;
  readonly mayUseDevice: boolean;
  readonly sessionOnly: boolean;
  readonly stay: { readonly offered: boolean; readonly kept?: string };
  /** Until when a token that was made just now is usually good. */
  readonly usualGoodUntil?: string;
  /** Gets a whole snapshot whenever it differs from the last one. */
  readonly onChange: (view: SignInBarView) => void;
}

/** What the sign-in bar above a sign-in page shows. Every method is one thing that happened. */
export interface SignInBarState {
  readonly view: () => SignInBarView;
  /** A page of the main frame is shown now. `status` 401 and 407 keep a password problem standing. */
  readonly committed: (url: string, status: number) => void;
  readonly loading: (is: boolean) => void;
  /** Nothing worth looking at is shown: the sign-in bar takes the whole window. */
  readonly blocked: (failure: Failure, url?: string) => void;
  /** Said beside the page that is shown, or in its place while there is none; undefined takes it back. */
  readonly note: (failure: Failure | undefined) => void;
  /** What the page's certificate says, for the failure that follows. */
  readonly sawCertificate: (certificate: CertificateView) => void;
  /**
   * Asks the person, under the address `from` of whoever wants to know; empty: a proxy. `answer` is called once, without
   * arguments when the question is taken back.
   */
  readonly askPassword: (
    prompt: PasswordPromptView,
    from: string,
    answer: (user?: string, password?: string) => void,
  ) => void;
  /** `question`: the one that was read; a newer one gets no answer that was meant for it. */
  readonly answerPassword: (question: number, user: string, password: string) => void;
  readonly askCertificate: (choices: readonly CertificateView[], from: string, answer: (index: number) => void) => void;
  readonly chooseCertificate: (question: number, index: number) => void;
  readonly staySignedIn: (stays: boolean) => void;
  /** Takes an open question back. */
  readonly dropQuestion: () => void;
  /** The page has been the same for long: it may wait for something. */
  readonly stoodStill: () => void;
  /** `stays`: nothing else is there to show, so it takes the whole window; else it stands beside the page. */
  readonly offerAddress: (address: string, stays: boolean) => void;
  readonly captured: () => void;
  /** The page is loaded anew from the beginning. */
  readonly restarted: () => void;
  readonly inBrowser: (is: boolean) => void;
  /** `comesBack`: the answer arrives without pasting. */
  readonly openedBrowser: (comesBack: boolean, failure: Failure | undefined) => void;
  readonly pasteFailed: (failure: Failure | undefined) => void;
}

interface Facts {
  readonly url: string;
  readonly pages: number;
  readonly onPage: boolean;
  readonly isLoading: boolean;
  readonly captured: boolean;
  readonly isStill: boolean;
  readonly inBrowser: boolean;
  readonly comesBack: boolean;
  readonly blocked?: Failure | undefined;
  readonly note?: Failure | undefined;
  readonly otherAddress?: string | undefined;
  readonly pasteProblem?: Failure | undefined;
  readonly prompt?: PasswordPromptView | undefined;
  readonly choices?: readonly CertificateView[] | undefined;
  /** Who asks one of these, and the number of that question. */
  readonly asker: string;
  readonly question: number;
  readonly certificate?: CertificateView | undefined;
  readonly stays: boolean;
}

const nothingYet: Facts = {
  url: '',
  pages: 0,
  onPage: false,
  isLoading: true,
  captured: false,
  isStill: false,
  inBrowser: false,
  comesBack: false,
  asker: '',
  question: 0,
  stays: false,
};

/** Named one by one, because a missing name would keep the old value. */
const cleared = {
  blocked: undefined,
  note: undefined,
  otherAddress: undefined,
  pasteProblem: undefined,
  prompt: undefined,
  choices: undefined,
  certificate: undefined,
};

export function createSignInBarState(options: SignInBarOptions): SignInBarState {
  let facts: Facts = { ...nothingYet, stays: options.stay.kept !== undefined };
  let last = '';
  const set = (changes: Partial<Facts>): void => {
    facts = { ...facts, ...changes };
    const view = viewOf(facts, options);
    const text = JSON.stringify(view);
    if (text === last) return;
    last = text;
    options.onChange(view);
  };
  let drop = (): void => {};
  /** One question at a time: a newer one takes the older back. */
  const ask = (changes: Partial<Facts>, takeBack: () => void): void => {
    drop();
    drop = takeBack;
    set({ ...changes, question: facts.question + 1 });
  };
  let answerPrompt: (user?: string, password?: string) => void = () => {};
  let answerChoice: (index: number) => void = () => {};
  const closeQuestion = (): void => {
    drop = () => {};
    set({ prompt: undefined, choices: undefined });
  };
  return {
    sawCertificate: certificate => set({ certificate }),
    askPassword: (prompt, asker, answer) => {
      answerPrompt = answer;
      ask({ prompt, asker, choices: undefined, blocked: undefined }, () => answer());
    },
    answerPassword: (question, user, password) => {
      if (facts.prompt === undefined || question !== facts.question) return;
      closeQuestion();
      answerPrompt(user, password);
    },
    askCertificate: (choices, asker, answer) => {
      answerChoice = answer;
      ask({ choices, asker, prompt: undefined, blocked: undefined }, () => answer(-1));
    },
    chooseCertificate: (question, index) => {
      if (facts.choices === undefined || question !== facts.question) return;
      closeQuestion();
      answerChoice(index);
    },
    dropQuestion: () => {
      const takeBack = drop;
      closeQuestion();
      takeBack();
    },
    staySignedIn: stays => set({ stays: stays && options.stay.offered }),
    view: () => viewOf(facts, options),
    committed: (url, status) => {
      const stays = facts.blocked?.code === 'proxy-auth' && (status === 401 || status === 407);
      const blocked = stays ? facts.blocked : undefined;
      const note = failureOfStatus(status, url);
      set({ url, pages: facts.pages + 1, onPage: true, isStill: false, blocked, note });
    },
    loading: is => set({ isLoading: is }),
    blocked: (failure, url) =>
      set({ blocked: failure, isLoading: false, ...(url !== undefined && { url, onPage: false }) }),
    note: failure => set(failure === undefined || facts.onPage ? { note: failure } : { blocked: failure }),
    stoodStill: () => set({ isStill: true }),
    offerAddress: (address, stays) =>
      set({
        otherAddress: address,
        ...(stays && { blocked: { code: 'redirect-mismatch', detail: address }, isLoading: false }),
      }),
    captured: () => set({ captured: true }),
    restarted: () =>
      set({
        ...nothingYet,
        question: facts.question,
        stays: facts.stays,
        url: facts.onPage ? facts.url : '',
        onPage: facts.onPage,
        ...cleared,
      }),
    inBrowser: is => set({ inBrowser: is, pasteProblem: undefined }),
    openedBrowser: (comesBack, failure) => set({ comesBack, pasteProblem: failure }),
    pasteFailed: failure => set({ pasteProblem: failure }),
  };
}

function viewOf(facts: Facts, options: SignInBarOptions): SignInBarView {
  const problem = facts.blocked ?? facts.note;
  return {
    mode: modeOf(facts),
    ...placeOfView(facts),
    loading: facts.isLoading,
    standsStill: facts.isStill && !facts.isLoading,
    step: facts.captured ? 3 : isAllowPage(facts, options.authorizationUrl) ? 2 : 1,
    providerName: options.providerName,
    mayUseDevice: options.mayUseDevice,
    sessionOnly: options.sessionOnly,
    comesBack: facts.comesBack,
    question: facts.question,
    mayStay: options.stay.offered,
    staysSignedIn: facts.stays,
    ...(options.usualGoodUntil !== undefined && { usualGoodUntil: options.usualGoodUntil }),
    ...(facts.prompt !== undefined && { passwordPrompt: facts.prompt }),
    ...(facts.choices !== undefined && { certificateChoices: facts.choices }),
    ...(facts.certificate !== undefined && problem?.code === 'certificate' && { certificate: facts.certificate }),
    ...(problem !== undefined && { problem }),
    ...(facts.otherAddress !== undefined && { otherAddress: facts.otherAddress }),
    ...(facts.pasteProblem !== undefined && { pasteProblem: facts.pasteProblem }),
  };
}

/** Whoever asks a question is shown in its place: the page behind it may be somebody else's. */
function placeOfView({
  url,
  onPage,
  prompt,
  choices,
  asker,
}: Facts): Pick<SignInBarView, 'origin' | 'host' | 'secure'> {
  const isAsked = prompt !== undefined || choices !== undefined;
  const shown = isAsked ? asker : url;
  // Chromium refuses a page whose certificate it does not trust, so an https page that is shown has a valid one, and so
  // has a server that asks for a password. One that asks for a certificate has not shown its own by then.
  const isTrusted = isAsked ? prompt !== undefined : onPage;
  return { origin: originOf(shown), host: hostOf(shown), secure: isTrusted && shown.startsWith('https://') };
}

function modeOf({ inBrowser, prompt, choices, blocked }: Facts): SignInBarView['mode'] {
  if (inBrowser) return 'browser';
  if (prompt !== undefined) return 'password';
  if (choices !== undefined) return 'certificate';
  return blocked === undefined ? 'page' : 'problem';
}

/** Back at the authorization endpoint after another page: the person has signed in and is asked to allow. */
function isAllowPage(facts: Facts, authorizationUrl: string): boolean {
  return facts.onPage && facts.pages > 1 && placeOf(facts.url) === placeOf(authorizationUrl);
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/$/, '')}`;
}

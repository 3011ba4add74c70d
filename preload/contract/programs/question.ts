import { call } from '../call.ts';

interface Asked {
  /** An answer names it, so that none goes to a newer question. */
  readonly number: number;
  /** What the programs say of themselves, each name once; nobody vouches for it. */
  readonly programs: readonly string[];
  /** How many ask. */
  readonly calls: number;
}

/** Programs of this computer ask for an account's token, and a person decides. */
interface TokenQuestionView extends Asked {
  readonly account: string;
  readonly providerName: string;
  /** In words, when the provider has more than one environment. */
  readonly environment?: string;
  /** Yes is good for these calls, or until Dockpass or the screen is locked. */
  readonly until: 'now' | 'locked';
}

/** They ask while Dockpass is locked: yes leads to unlocking it, and gives nothing by itself. */
interface UnlockQuestionView extends Asked {
  readonly until: 'unlocked';
}

export type ProgramQuestionView = TokenQuestionView | UnlockQuestionView;

/** Calls of the window that asks. */
export const questionCalls = {
  /** Null once it is over. From then on a second passes before a yes counts: nobody presses what they have not seen. */
  getProgramQuestion: call<[], ProgramQuestionView | null>(),
  answerProgramQuestion: call<[number: number, allows: boolean], null>(),
} as const;

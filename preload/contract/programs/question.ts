import { call } from '../call.ts';

/** Programs of this computer ask for an account's token, and a person decides. */
export interface ProgramQuestionView {
  /** An answer names it, so that none goes to a newer question. */
  readonly number: number;
  readonly account: string;
  readonly providerName: string;
  /** In words, when the provider has more than one environment. */
  readonly environment?: string;
  /** What the programs say of themselves, each name once; nobody vouches for it. */
  readonly programs: readonly string[];
  /** How many ask. */
  readonly calls: number;
  /** Yes is good for these calls, or until Dockpass or the screen is locked. */
  readonly until: 'now' | 'locked';
}

/** Calls of the window that asks. */
export const questionCalls = {
  /** Null once it is over. From then on a second passes before a yes counts: nobody presses what they have not seen. */
  getProgramQuestion: call<[], ProgramQuestionView | null>(),
  answerProgramQuestion: call<[number: number, allows: boolean], null>(),
} as const;

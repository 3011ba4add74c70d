/** What a program that asks gets of an account, from nothing to everything. */
export const programModes = ['never', 'ask', 'until-locked', 'always'] as const;
export type ProgramMode = (typeof programModes)[number];

/** An account in the Programs dialog. */
export interface ProgramAccountView {
  readonly id: string;
  readonly label: string;
  readonly may: ProgramMode;
  /** The program that was given its token last, by the name it gave itself; empty where it gave none. */
  readonly last?: { readonly at: number; readonly program: string };
}

/** What the Programs dialog is drawn from. */
export interface ProgramsView {
  /** `failed`: it is switched on, and the system refuses the place where programs ask. */
  readonly state: 'off' | 'on' | 'failed';
  /** What somebody types once, so that a shell finds the command. */
  readonly command: string;
  readonly accounts: readonly ProgramAccountView[];
}

import type { Failure } from '../errors.ts';

/** What a program that asks gets of an account, from nothing to everything. */
export const programModes = ['never', 'ask', 'until-locked', 'always'] as const;
export type ProgramMode = (typeof programModes)[number];

/** What a kept file holds, and who may read it: the person, or also the group of its folder. */
export const keptFormats = ['token', 'header', 'env', 'json'] as const;
export const keptReaders = ['me', 'group'] as const;

/** A file that always holds an account's newest token. */
export interface KeptFileForm {
  /** Whole. */
  readonly path: string;
  readonly format: (typeof keptFormats)[number];
  readonly readers: (typeof keptReaders)[number];
  /** It goes when Dockpass is quit. */
  readonly untilQuit: boolean;
}

/** Since when a file could not be kept, and why. */
export interface KeepFailure {
  readonly since: number;
  readonly failure: Failure;
}

/** An account in the Programs dialog. */
export interface ProgramAccountView {
  readonly id: string;
  readonly label: string;
  readonly may: ProgramMode;
  /** The program that was given its token last, by the name it gave itself; empty where it gave none. */
  readonly last?: { readonly at: number; readonly program: string };
  readonly file?: KeptFileForm & { readonly failed?: KeepFailure };
}

/** What the Programs dialog is drawn from. */
export interface ProgramsView {
  /** `failed`: it is switched on, and the system refuses the place where programs ask. */
  readonly state: 'off' | 'on' | 'failed';
  /** What somebody types once, so that a shell finds the command. */
  readonly command: string;
  readonly accounts: readonly ProgramAccountView[];
}

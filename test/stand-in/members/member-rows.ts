import { networkRows } from './network-rows.ts';
import { pageRows } from './page-rows.ts';
import { systemRows } from './system-rows.ts';
import { windowRows } from './window-rows.ts';

/** Members of Electron for which the same source and the same proof stand. */
export interface MemberRow {
  /** The class, module or structure, as Electron's types name it. */
  readonly owner: string;
  /** Calls, properties and fields by their names; an event is `on` and its name, a constructor is `new`. */
  readonly members: readonly string[];
  /** The document, spec test or source in electron/electron that the double restates. */
  readonly source: string;
  /** The conformance cases that use these members and fail where Electron does otherwise. */
  readonly cases?: readonly string[];
  /** The step of the manual check that shows what no case can. */
  readonly byHand?: string;
}

/** What Dockpass uses of Electron. */
export const memberRows: readonly MemberRow[] = [...systemRows, ...windowRows, ...pageRows, ...networkRows];

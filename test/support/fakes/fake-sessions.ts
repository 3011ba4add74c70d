import type { KeptSessions } from '../../../main/core/sign-in/sign-in-ports.ts';

/** Kept sessions by name; `forgotten` in order. */
export const fakeSessions = (): KeptSessions & { forgotten: string[]; kept: readonly string[] | undefined } => {
  const sessions = {
    forgotten: [] as string[],
    kept: undefined as readonly string[] | undefined,
    forget: async (name: string) => void sessions.forgotten.push(name),
    keepOnly: async (names: readonly string[]) => {
      sessions.kept = names;
    },
  };
  return sessions;
};

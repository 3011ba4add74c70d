/** How many renewals one provider's hosts see at once, from the request that is on its way to the account that waits. */
export const renewalLimits = {
  /** Requests on their way to one provider's hosts. */
  askedAtOnce: 4,
  /** Renewals under way there: being asked for, made ready or saved. */
  underWayAtOnce: 8,
  /** Waiting accounts that are looked at when one has ended: more than can begin, so that one that cannot holds up nobody. */
  consideredAtOnce: 16,
} as const;

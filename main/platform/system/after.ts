/** Calls once after `ms`; the result cancels. */
export type After = (ms: number, call: () => void) => () => void;

export const afterByTimer: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

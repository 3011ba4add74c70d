/** Randomness of the operating system. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly fraction: () => number;
  /** `bytes` random bytes as base64url: for state, ids. */
  readonly token: (bytes: number) => string;
}

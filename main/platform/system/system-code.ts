/** The system's word for what failed (`ENOENT`, `ENOSPC`), or '' where the problem carries none. */
export const systemCodeOf = (problem: unknown): string =>
  problem instanceof Error && 'code' in problem && typeof problem.code === 'string' ? problem.code : '';

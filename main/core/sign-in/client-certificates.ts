/** What choosing needs to know of a certificate; times in seconds since 1970, as Chromium gives them. */
interface DatedCertificate {
  readonly subjectName: string;
  readonly fingerprint: string;
  readonly validStart: number;
  readonly validExpiry: number;
}

/**
 * The certificates a person may choose from when a server asks for one: those valid at `now` (epoch ms), each once, the
 * one that is good longest first. None is ever sent without being chosen: it says who the person is.
 */
export const usableCertificates = <One extends DatedCertificate>(all: readonly One[], now: number): readonly One[] => {
  const seconds = now / 1000;
  const seen = new Set<string>();
  return all
    .filter(one => one.validStart <= seconds && seconds < one.validExpiry)
    .filter(one => !seen.has(one.fingerprint) && seen.add(one.fingerprint))
    .sort((one, other) => other.validExpiry - one.validExpiry || one.subjectName.localeCompare(other.subjectName));
};

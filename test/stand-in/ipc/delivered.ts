/** One message as a page got it: a reply to an invoke, or a `send`. */
export interface Delivered {
  readonly url: string;
  readonly payload: string;
}

const isRecording = process.env.DOCKPASS_STAND_IN_RECORD_IPC === '1';
const record: Delivered[] = [];
const details = new Set<string>();

// What a failure says beside its code, as it crosses to a page.
const detail = /"(?:detail|reason)":"((?:[^"\\]|\\.)*)"/g;

/** Keeps what is delivered to pages, for a test that asked for it at the start, and every address among the details. */
export function noteDelivered(url: string, payload: string): void {
  if (isRecording) record.push({ url, payload });
  for (const [, words = ''] of payload.matchAll(detail)) if (words.includes('://')) details.add(words);
}

/** Everything that pages got so far, replies and pushes alike, in order. */
export const deliveredToPages = (): readonly Delivered[] => record;

/** Every detail of a failure that any page got and that names an address. */
export const detailsShown = (): string[] => [...details];

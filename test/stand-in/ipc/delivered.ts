/** One message as a page got it: a reply to an invoke, or a `send`. */
export interface Delivered {
  readonly url: string;
  readonly payload: string;
}

const isRecording = process.env.DOCKPASS_STAND_IN_RECORD_IPC === '1';
const record: Delivered[] = [];

/** Keeps what is delivered to pages, for a test that asked for it at the start; otherwise does nothing. */
export function noteDelivered(url: string, payload: string): void {
  if (isRecording) record.push({ url, payload });
}

/** Everything that pages got so far, replies and pushes alike, in order. */
export const deliveredToPages = (): readonly Delivered[] => record;

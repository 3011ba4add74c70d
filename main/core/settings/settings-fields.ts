import * as v from 'valibot';
import { isAccelerator } from './accelerator.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What a person chooses, one schema a field: for the stored file, the calls, and what an organization decides. */
export const chosenFields = {
  startAtLogin: v.boolean(),
  quickCopyShortcut: v.union([v.literal(''), v.pipe(v.string(), v.check(isAccelerator))]),
  clipboardSeconds: whole(10, 300),
  lockMinutes: whole(0, 24 * 60),
  theme: v.picklist(['system', 'light', 'dark']),
  notifications: v.boolean(),
  copiedNotice: v.boolean(),
  environments: v.record(id, id),
};

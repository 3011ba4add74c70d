import { EventEmitter } from 'node:events';
import { merge } from '../merge.ts';
import { withGaps } from '../not-implemented.ts';
import { createLifecycle } from './app-lifecycle.ts';
import { createAppMembers } from './app-members.ts';

const emitter = new EventEmitter();
emitter.setMaxListeners(0);
const lifecycle = createLifecycle(emitter);

/** What the start sequence calls after `ready`. */
export const entryLoaded = lifecycle.entryLoaded;

/** Whether a quit has begun and was not called off. */
export const hasBegunToQuit = lifecycle.hasBegun;

const members = createAppMembers(emitter, lifecycle);

/** Electron's `app` (docs/api/app.md), for the members this project uses; the others throw. */
export const app = withGaps('app', merge(emitter, members), ['dock', 'runningUnderARM64Translation']);

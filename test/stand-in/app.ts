import { EventEmitter } from 'node:events';

/** The application object; its other members follow. */
export const app = new EventEmitter();

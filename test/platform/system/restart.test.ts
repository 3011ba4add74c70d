import { expect, it } from 'vitest';
import { restart } from '../../../main/platform/system/restart.ts';

const restarted = (appImage?: string) => {
  const done: unknown[] = [];
  restart({
    quit: () => done.push('quit'),
    application: { relaunch: options => done.push(options) },
    argv: ['/opt/dockpass', '--hidden', '--flag'],
    appImage,
  });
  return done;
};

it('starts again with its window, then ends the usual way', () => {
  expect(restarted()).toEqual([{ args: ['--flag'] }, 'quit']);
});

it('starts the packed file it came from, where it is one', () => {
  expect(restarted('/home/sam/Dockpass.AppImage')).toEqual([
    { args: ['--flag'], execPath: '/home/sam/Dockpass.AppImage' },
    'quit',
  ]);
});

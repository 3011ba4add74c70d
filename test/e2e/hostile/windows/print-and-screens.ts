import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to print, to fill the screen, to hold the mouse and the keyboard, and to stay awake',
  body: () =>
    script(`
    (async () => {
      const { body } = document;
      await outcome('fullscreen', () => body.requestFullscreen());
      await outcome('pointer', () => body.requestPointerLock().then(() => { if (!document.pointerLockElement) throw new Error('no'); }));
      await outcome('keyboard', () => navigator.keyboard.lock());
      await outcome('picture', () => documentPictureInPicture.requestWindow());
      report('full', document.fullscreenElement === null);
      await report('done');
      setInterval(() => print(), 10);
    })();
  `),
  reports: { full: 'true', fullscreen: 'TypeError' },
  windows: 0,
};

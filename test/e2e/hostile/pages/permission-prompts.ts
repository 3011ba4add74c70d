import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to be allowed things, one after the other',
  body: () =>
    script(`
    (async () => {
      await outcome('geolocation', () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)));
      await outcome('camera', () => navigator.mediaDevices.getUserMedia({ video: true }));
      await outcome('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }));
      await outcome('screen', () => navigator.mediaDevices.getDisplayMedia());
      await report('notifications', await Notification.requestPermission());
      await outcome('idle', async () => { if (await IdleDetector.requestPermission() !== 'granted') throw new Error('no'); });
      await outcome('fonts', () => queryLocalFonts());
      await outcome('screens', () => getScreenDetails());
      await report('done');
    })();
  `),
  reports: { notifications: 'denied' },
};

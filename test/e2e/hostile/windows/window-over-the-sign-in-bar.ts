import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to lay a window of its own over the sign-in bar, named like Dockpass',
  body: () =>
    script(`
      const over = 'left=0,top=0,width=520,height=88,frame=no,transparent=yes,alwaysOnTop=yes,movable=no,title=Dockpass';
      const popup = window.open('', 'sign-in bar', over);
      setTimeout(() => {
        popup.document.write('<title>Dockpass</title><button>Cancel</button><b>https://www.readycloud.com</b>');
        popup.moveTo(0, 0);
        popup.resizeTo(520, 88);
        window.moveTo(0, -100);
        setTimeout(() => report('done'), 300);
      }, 300);
    `),
  windows: 1,
};

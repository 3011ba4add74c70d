import { type HostilePage, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'to look like the sign-in bar, under a title that is an address with a token',
  body: site =>
    `<header><button>Cancel</button><b>https://www.readycloud.com</b></header>${script(`
    document.title = ${JSON.stringify(`https://www.readycloud.com/?${site.decoy}`)};
    window.open('/titled', 't', 'width=300,height=300');
    setTimeout(() => report('done'), 400);
  `)}`,
  windows: 1,
};

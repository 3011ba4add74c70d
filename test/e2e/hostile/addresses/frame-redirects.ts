import { type HostilePage, redirect, script } from '../../../support/hostile/page.ts';

export const page: HostilePage = {
  tries: 'frames that are redirected, or go, to the redirect address',
  body: site => `
    <iframe src="/there"></iframe><iframe src="${site.landing}#${site.genuine}"></iframe>
    <iframe srcdoc="<meta http-equiv=refresh content='0;url=${site.landing}#${site.genuine}'>"></iframe>
    <iframe id="scripted"></iframe><form action="${site.landing}" method="post" target="posted"><input name="access_token" value="decoy"></form>
    <iframe name="posted"></iframe><object data="${site.landing}#${site.genuine}"></object><embed src="${site.landing}#${site.genuine}">
    ${script(`scripted.contentWindow.location = site.landing + '#' + ${JSON.stringify(site.genuine)}; document.forms[0].submit(); setTimeout(() => report('done'), 700)`)}`,
  answers: { '/there': redirect(site => `${site.landing}#${site.genuine}`) },
};

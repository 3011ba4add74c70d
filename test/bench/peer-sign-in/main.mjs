// What a sign-in is measured against: one window, a session in memory, and the token read off the redirect that carries
// it, as programs that call APIs do. Asked over HTTP for one sign-in, it answers how long its call took, ms.
import { createServer } from 'node:http';
import { app, BrowserWindow, session } from 'electron';

app.setPath('userData', process.env.DOCKPASS_USER_DATA);
app.on('window-all-closed', () => {});

let count = 0;
function signIn(authorizationUrl, redirectAddress) {
  count += 1;
  return new Promise(resolve => {
    const window = new BrowserWindow({
      width: 520,
      height: 760,
      show: false,
      webPreferences: { session: session.fromPartition(`sign-in-${count}`) },
    });
    window.once('ready-to-show', () => window.show());
    window.webContents.on('will-redirect', event => {
      if (!event.url.startsWith(redirectAddress)) return;
      event.preventDefault();
      resolve(new URLSearchParams(new URL(event.url).hash.slice(1)).get('access_token'));
      setImmediate(() => window.destroy());
    });
    window.loadURL(authorizationUrl).catch(() => {});
  });
}

void app.whenReady().then(() => {
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url, 'http://127.0.0.1');
    const startedAt = performance.now();
    const token = await signIn(searchParams.get('authorize'), searchParams.get('redirect'));
    const tookMs = performance.now() - startedAt;
    response.end(token ? String(tookMs) : 'no token');
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`peer listens at ${server.address().port}\n`));
});

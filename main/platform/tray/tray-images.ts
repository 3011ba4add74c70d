import { join } from 'node:path';
import { app, nativeImage } from 'electron';
import plain16 from '../../assets/icon-16.png?inline';
import plain32 from '../../assets/icon-32.png?inline';
import plain64 from '../../assets/icon-64.png?inline';
import plain256 from '../../assets/icon-256.png?inline';
import attention16 from '../../assets/icon-attention-16.png?inline';
import attention32 from '../../assets/icon-attention-32.png?inline';
import attention64 from '../../assets/icon-attention-64.png?inline';
import mark16 from '../../assets/not-production-16.png?inline';
import mark32 from '../../assets/not-production-32.png?inline';
import template16 from '../../assets/template-16.png?inline';
import template32 from '../../assets/template-32.png?inline';
import templateAttention16 from '../../assets/template-attention-16.png?inline';
import templateAttention32 from '../../assets/template-attention-32.png?inline';

/**
 * The tray's picture, plain or asking for attention, as this platform wants it. The coloured one has its own ground and
 * shows on light and dark bars alike. https://www.electronjs.org/docs/latest/api/tray
 */
export const trayIcon = (attention: boolean, platform: NodeJS.Platform): Electron.NativeImage => {
  if (platform === 'darwin') {
    const image = attention ? twoSizes(templateAttention16, templateAttention32) : twoSizes(template16, template32);
    // macOS draws it in the menu bar's own colour.
    image.setTemplateImage(true);
    return image;
  }
  // Linux trays take the largest picture there is and scale it.
  if (platform === 'linux') return nativeImage.createFromDataURL(attention ? attention64 : plain64);
  const icon = nativeImage.createFromPath(join(trayFolder(), attention ? 'attention.ico' : 'plain.ico'));
  if (!icon.isEmpty()) return icon;
  return attention ? twoSizes(attention16, attention32) : twoSizes(plain16, plain32);
};

/** Beside what is not production. Made once: every drawing of the menu needs it many times. */
let mark: Electron.NativeImage | undefined;
export const notProductionMark = (): Electron.NativeImage => {
  mark ??= twoSizes(mark16, mark32);
  return mark;
};

/** The picture of a window, where windows have one. */
export const windowIcon = (): Electron.NativeImage => nativeImage.createFromDataURL(plain256);

/** Windows itself reads an ICO and picks the size that fits the screen; it cannot look into the app's archive. */
const trayFolder = (): string =>
  app.isPackaged ? join(process.resourcesPath, 'tray') : join(app.getAppPath(), 'main/assets/tray');

function twoSizes(small: string, large: string): Electron.NativeImage {
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: large });
  return image;
}

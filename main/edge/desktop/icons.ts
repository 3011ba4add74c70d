import { nativeImage } from 'electron';
import plain16 from '../../assets/icon-16.png?inline';
import plain32 from '../../assets/icon-32.png?inline';
import plain256 from '../../assets/icon-256.png?inline';
import attention16 from '../../assets/icon-attention-16.png?inline';
import attention32 from '../../assets/icon-attention-32.png?inline';
import template16 from '../../assets/template-16.png?inline';
import template32 from '../../assets/template-32.png?inline';
import templateAttention16 from '../../assets/template-attention-16.png?inline';
import templateAttention32 from '../../assets/template-attention-32.png?inline';

/** The tray's picture, plain or asking for attention, as this platform wants it. */
export const trayIcon = (attention: boolean, platform: NodeJS.Platform): Electron.NativeImage => {
  if (platform === 'darwin') {
    const image = attention ? twoSizes(templateAttention16, templateAttention32) : twoSizes(template16, template32);
    // macOS draws it in the menu bar's own colour.
    image.setTemplateImage(true);
    return image;
  }
  // Linux trays take the largest picture there is and scale it: https://github.com/electron/electron/blob/main/docs/api/tray.md
  if (platform === 'linux') return nativeImage.createFromDataURL(attention ? attention32 : plain32);
  return attention ? twoSizes(attention16, attention32) : twoSizes(plain16, plain32);
};

/** The picture of a window, where windows have one. */
export const windowIcon = (): Electron.NativeImage => nativeImage.createFromDataURL(plain256);

function twoSizes(small: string, large: string): Electron.NativeImage {
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: large });
  return image;
}

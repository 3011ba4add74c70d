import { detailsScenes } from './accounts/details-scenes.ts';
import { deviceScenes } from './accounts/device-scenes.ts';
import { groupScenes } from './accounts/group-scenes.ts';
import { listScenes } from './accounts/list-scenes.ts';
import { revocationScenes } from './accounts/revocation-scenes.ts';
import { madeScenes } from './made-scenes.ts';
import { managedScenes } from './managed-scenes.ts';
import { oauth2Scenes } from './oauth2-scenes.ts';
import { ordercloudScenes } from './ordercloud-scenes.ts';
import { panelScenes } from './panel-scenes.ts';
import { programScenes, questionScenes } from './program-scenes.ts';
import { providerScenes } from './provider-scenes.ts';
import { quickScenes } from './quick-scenes.ts';
import type { Scene } from './scene.ts';
import { signInBarScenes } from './sign-in-bar-scenes.ts';
import { keepingScenes } from './storage-scenes.ts';

/** Every view and state of the renderer that is checked and drawn, by its picture's name. */
export const scenes: readonly Scene[] = [
  ...panelScenes,
  ...groupScenes,
  ...managedScenes,
  ...ordercloudScenes,
  ...oauth2Scenes,
  ...deviceScenes,
  ...providerScenes,
  ...keepingScenes,
  ...revocationScenes,
  ...listScenes,
  ...signInBarScenes,
  ...quickScenes,
  ...detailsScenes,
  ...programScenes,
  ...questionScenes,
  ...madeScenes,
];

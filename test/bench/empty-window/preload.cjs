require('electron').contextBridge.exposeInMainWorld('empty', {});

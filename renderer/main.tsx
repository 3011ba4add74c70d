document.title = 'Dockpass';

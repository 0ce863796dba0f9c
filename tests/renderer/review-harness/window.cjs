// A bare window on the harness's page, for machines that have the console's runtime and no browser.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, frame: false, useContentSize: true });
  window.loadURL(process.env.HARNESS_URL);
});

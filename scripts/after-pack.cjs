// A runtime taken from a folder brings its start-up app along, and electron-builder leaves it in the package.
const { rmSync } = require('node:fs');
const path = require('node:path');

exports.default = async ({ packager, appOutDir }) => {
  rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};

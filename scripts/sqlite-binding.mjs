// The SQLite package carries ready addons for Node-API 10. Node 20 and old Electrons stop at 9, so for them the addon
// is built here, once, from the package's own sources, with gcc alone: no node-gyp, no Node or Electron headers.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronVersion } from './electron-runtime.mjs';
import { root, userCache } from './paths.mjs';

const modules = path.join(root, 'node_modules');
const source = path.join(modules, 'better-sqlite3');
const RECIPE = 1;
const FIRST_ELECTRON_WITH_NODE_API_10 = 35;

export function bindingPath() {
  const { name, version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  return path.join(userCache, `${name}-${version}-${process.platform}-${process.arch}-r${RECIPE}.node`);
}

/** The built addon, if this machine has one. */
export function builtBinding() {
  if (!existsSync(path.join(source, 'package.json'))) return null;
  const file = bindingPath();
  return existsSync(file) ? file : null;
}

export function needsBinding(electron) {
  const nodeIsOld = Number(process.versions.napi) < 10;
  const electronMajor = Number.parseInt(electronVersion(electron.exe) ?? '', 10);
  return nodeIsOld || electronMajor < FIRST_ELECTRON_WITH_NODE_API_10;
}

// Being "experimental" lets a Node-API 9 runtime load the module; what it then lacks is declared by hand.
const SHIM = `#pragma once
#define NAPI_VERSION 2147483647
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
#include <node_api.h>
EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(napi_env env, napi_finalize callback, void* data, void* hint);
EXTERN_C_END
`;

/** SQLite's compile-time options as the package sets them, so that our build behaves like the ready one. */
function sqliteDefines() {
  const text = readFileSync(path.join(source, 'deps/defines.gypi'), 'utf8');
  return [...text.matchAll(/^\s*'([A-Z][A-Z0-9_]*(?:=[^']*)?)',?$/gm)].map(([, define]) => `-D${define}`);
}

function compile(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

// -O1: a third of the compile time of -O2, and a quarter slower at run time, which our rates do not notice.
const COMMON = ['-O1', '-fPIC', '-w', '-DNDEBUG'];

function compileSqlite(cwd) {
  const file = path.join(source, 'deps/sqlite3/sqlite3.c');
  return compile('gcc', [...COMMON, ...sqliteDefines(), '-c', file, '-o', 'sqlite.o'], cwd);
}

function compileAddon(cwd) {
  const nested = path.join(source, 'node_modules/node-addon-api');
  const addonApi = existsSync(nested) ? nested : path.join(modules, 'node-addon-api');
  const includes = [
    path.join(source, 'deps/sqlite3'),
    addonApi,
    path.join(modules, 'node-api-headers/include'),
  ];
  const language = [
    '-std=c++20',
    '-fno-rtti',
    '-fno-exceptions',
    '-fvisibility=hidden',
    '-fvisibility-inlines-hidden',
  ];
  const defines = [
    '-DBUILDING_NODE_EXTENSION',
    '-DNODE_API_NOGC_ENV_OPT_OUT',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ];
  const file = path.join(source, 'src/better_sqlite3.cpp');
  const input = [
    ...includes.map((folder) => `-I${folder}`),
    '-include',
    'shim.h',
    '-c',
    file,
    '-o',
    'addon.o',
  ];
  return compile('g++', [...COMMON, ...language, ...defines, ...input], cwd);
}

function link(cwd) {
  const options = [
    '-shared',
    '-s',
    '-Wl,-Bsymbolic',
    '-Wl,--exclude-libs,ALL',
    '-static-libstdc++',
    '-static-libgcc',
  ];
  return compile('g++', [...options, '-o', 'addon.node', 'addon.o', 'sqlite.o', '-ldl', '-lm'], cwd);
}

export async function buildBinding({ log }) {
  const built = builtBinding();
  if (built) return built;
  log('setup: building the SQLite addon for this runtime (once, about half a minute)');
  mkdirSync(userCache, { recursive: true });
  const workshop = mkdtempSync(path.join(userCache, 'sqlite-'));
  try {
    writeFileSync(path.join(workshop, 'shim.h'), SHIM);
    await Promise.all([compileSqlite(workshop), compileAddon(workshop)]);
    await link(workshop);
    renameSync(path.join(workshop, 'addon.node'), bindingPath());
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return bindingPath();
}

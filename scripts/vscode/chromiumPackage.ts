import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installOnce } from './npm';
import type { Progress } from './npm';
import { root } from './paths';

/** A browser and what it needs around it. */
export interface Browser {
  executablePath: string;
  env: Record<string, string>;
}

/** The one function of @sparticuz/chromium that is used. It unpacks into TMPDIR and returns where to. */
type Inflate = (archive: string) => Promise<string>;

/**
 * A font list of our own. The one in the package names folders of a cloud machine, and with no font at all Chromium
 * dies while the workbench loads: "SkFontMgr_FontConfigInterface: Not implemented". The package's only family is
 * proportional: code is drawn in it where none of the usual monospaced ones is installed.
 */
const fontsConf = (dir: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${dir}/font-cache</cachedir>
  <alias>
    <family>monospace</family>
    <prefer><family>DejaVu Sans Mono</family><family>Liberation Mono</family><family>Noto Sans Mono</family></prefer>
  </alias>
</fontconfig>
`;

async function unpack(dir: string): Promise<void> {
  const packageDir = path.join(dir, 'node_modules/@sparticuz/chromium');
  const target = path.join(dir, 'browser');
  await mkdir(target, { recursive: true });
  const module = (await import(pathToFileURL(path.join(packageDir, 'build/index.js')).href)) as { inflate: Inflate };
  const before = process.env.TMPDIR;
  process.env.TMPDIR = target;
  try {
    // al2023 holds NSS and expat, swiftshader holds GL: a bare Linux has neither.
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await module.inflate(path.join(packageDir, 'bin', name));
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The headless Chromium inside npm's @sparticuz/chromium, for Linux on x64 without a browser. @throws SetupError */
export async function installChromium(progress: Progress): Promise<Browser> {
  const dir = await installOnce({
    name: 'chromium',
    manifestDir: path.join(root, 'scripts/vscode/chromium'),
    layout: 'browser/',
    announce: () => progress('No browser found: installing a headless Chromium from npm into .vscode-test, once ...'),
    finish: unpack,
  });
  const target = path.join(dir, 'browser');
  // Written every time: it holds absolute paths, and the folder may have been moved.
  await writeFile(path.join(target, 'fonts.conf'), fontsConf(target));
  const libraries = [path.join(target, 'al2023/lib'), target, process.env.LD_LIBRARY_PATH];
  return {
    executablePath: path.join(target, 'chromium'),
    env: {
      LD_LIBRARY_PATH: libraries.filter((entry) => entry !== undefined && entry !== '').join(':'),
      FONTCONFIG_FILE: path.join(target, 'fonts.conf'),
    },
  };
}

import { createVSIX } from '@vscode/vsce';

/**
 * Packs the extension in `folder` (all its files) as `file`. The same files give the same bytes: neither the clock nor the
 * time zone goes into the package.
 */
export async function writeVsix(folder: string, file: string): Promise<void> {
  const { SOURCE_DATE_EPOCH, TZ } = process.env;
  // Seconds; the packager writes it as the local time of each file. Zip knows no time before 1980.
  process.env.SOURCE_DATE_EPOCH = String(Date.UTC(2000, 0, 1) / 1000);
  process.env.TZ = 'UTC';
  try {
    await createVSIX({
      cwd: folder,
      packagePath: file,
      // Everything that runs is bundled in dist/: node_modules stays out.
      dependencies: false,
      // There is no public repository to name, and none is made up.
      allowMissingRepository: true,
      // packageReadme.ts does it.
      rewriteRelativeLinks: false,
    });
  } finally {
    restore('SOURCE_DATE_EPOCH', SOURCE_DATE_EPOCH);
    restore('TZ', TZ);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

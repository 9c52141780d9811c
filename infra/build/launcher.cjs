#!/usr/bin/env node
// The first lines that run, in words that every Node understands: an old one would otherwise end in a
// stack about a module or a syntax that it does not know.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
  import('./handlers/cli.js');
} else {
  process.stderr.write(
    `portolan needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
}

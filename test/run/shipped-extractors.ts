// The extractors of the shipped pack, for tests whose own parsers do not look at them.
import { compileExtractors } from '../../src/facts/compile-extractors.js';
import { builtinFolder, loadFolders } from '../../src/pack/load-pack.js';

export const shippedExtractors = compileExtractors(await loadFolders([builtinFolder]));

// The extractors of the shipped pack, for tests whose own parsers do not look at them.
import { compileExtractors } from '../../src/facts/compile-extractors.js';
import { loadStoredPack } from '../../src/pack/stored-pack.js';

export const shippedExtractors = compileExtractors(loadStoredPack());

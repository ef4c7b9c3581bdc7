// Reads a store in a file with the numbers of docs/layout.md, and nothing else:
//     node read-store.mjs docs/layout.md a.store name...
// Writes the versions of these atoms as JSON in one line, or what was wrong: vectors and sets as arrays, maps as arrays of
// pairs, longs as text.
import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';

process.on('uncaughtException', error => console.log(String(error)));

const [, , document, file, ...names] = process.argv;
const isLittle = endianness() === 'LE';

// ---- the tables of the document: at('HEADER', 'root') is the number in the first column of that row

const rows = new Map();
const kinds = new Map();
let heading = '';
let columns = [];
for (const line of readFileSync(document, 'utf8').split('\n')) {
    if (line.startsWith('#')) {
        heading = line.replace(/^#+ /, '').replace(/:.*/, '');
    }
    if (!line.startsWith('|')) {
        columns = [];
    } else if (!line.startsWith('|-')) {
        const cells = line.split(/(?<!\\)\|/).slice(1, -1).map(cell => cell.trim());
        const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
        if (columns.length === 0) {
            columns = cells;
        } else if (row.name && /^(-?\d+|0x[0-9A-Fa-f]+)$/.test(cells[0])) {
            rows.set(`${heading}/${row.name}`, { number: BigInt(cells[0]), bits: row.bits });
            if (heading === 'Kinds of nodes') {
                kinds.set(Number(cells[0]), row.name);
            }
        }
    }
}

function row(under, name) {
    const found = rows.get(`${under}/${name}`);
    if (!found) {
        throw new Error(`no row ${name} under ${under}`);
    }
    return found;
}

const at = (under, name) => Number(row(under, name).number);

// ---- the bytes of the store

const store = readFileSync(file);
const view = new DataView(store.buffer, store.byteOffset, store.length);
const u8 = offset => view.getUint8(offset);
const u16 = offset => view.getUint16(offset, isLittle);
const u32 = offset => view.getUint32(offset, isLittle);
const u64 = offset => view.getBigUint64(offset, isLittle);
const superblock = name => at('The superblock', name);
const address = reference => reference * at('Words and conventions', 'granule');

function bits(under, name, word) {
    const { number, bits: width } = row(under, name);
    return (word >> number) & ((1n << BigInt(width)) - 1n);
}

const meta = node => u64(node + at('The header of every node', 'meta'));
const kind = node => kinds.get(Number(bits('The meta word', 'kind', meta(node))));
const edit = node => Number(bits('The meta word', 'edit', meta(node)));
const plainBody = at('The header of every node', 'PLAIN_BODY');
const bearingBody = at('The header of every node', 'BEARING_BODY');
const digit = u32(superblock('bits'));

function require(holds, message) {
    if (!holds) {
        throw new Error(message);
    }
}

require(u64(superblock('magic')) === row('The superblock', 'MAGIC').number, 'no store');
require(u32(superblock('byteOrder')) === at('The superblock', 'ORDER'), 'a store of the other byte order');
require(u32(superblock('version')) === at('The superblock', 'LAYOUT'), 'a store of another version');
require((u32(superblock('features')) & ~at('Features', 'SEVERAL')) === 0, 'a store with a feature that is not known here');

function units(from, length) {
    let text = '';
    for (let i = 0; i < length; i++) {
        text += String.fromCharCode(u16(from + 2 * i));
    }
    return text;
}

// ---- atoms and types

function headerOf(name) {
    let node = u32(superblock('roots'));
    while (node !== 0) {
        const root = address(node);
        if (units(root + at('ROOT', 'text'), u32(root + at('ROOT', 'length'))) === name) {
            return Number(bits('ROOT', 'reference', u64(root + at('ROOT', 'cell'))));
        }
        node = u32(root + at('ROOT', 'next'));
    }
    throw new Error(`no atom ${name}`);
}

function slot(from) {
    return {
        code: u16(from + at('DESCRIPTOR', 'slotCode')),
        at: u32(from + at('DESCRIPTOR', 'slotAt')),
        type: u32(from + at('DESCRIPTOR', 'slotType')),
    };
}

function type(number) {
    let node = u32(superblock('descriptors'));
    while (node !== 0 && u32(address(node) + at('DESCRIPTOR', 'number')) !== number) {
        node = u32(address(node) + at('DESCRIPTOR', 'nextDescriptor'));
    }
    require(node !== 0, `no type ${number}`);
    const from = address(node);
    return {
        collection: u32(from + at('DESCRIPTOR', 'collection')),
        width: u32(from + at('DESCRIPTOR', 'entryWidth')),
        first: slot(from + at('DESCRIPTOR', 'first')),
        second: slot(from + at('DESCRIPTOR', 'second')),
    };
}

// ---- vectors

// The leaves of a trie with their elements from and to. Below an INNER all leaves but the last are full.
function* leaves(node, level, from, to, fullLeaf) {
    if (level === 0) {
        yield [node + (kind(node) === 'BEARING_LEAF' ? bearingBody : plainBody), from, to];
        return;
    }
    const places = 2 ** digit;
    const isRelaxed = kind(node) === 'RELAXED';
    for (let place = 0, begin = from; begin < to; place++) {
        const child = address(u32(node + bearingBody + 4 * place));
        const end = isRelaxed
            ? from + u32(node + bearingBody + 4 * places + 4 * place)
            : Math.min(to, begin + fullLeaf * 2 ** (digit * (level - 1)));
        yield* leaves(child, level - 1, begin, Math.min(end, to), fullLeaf);
        begin = end;
    }
}

function leafOf(width, bears) {
    const fit = Math.max(0, Math.floor(Math.log2(Math.max(1, at('INNER, RELAXED, LEAF and BEARING_LEAF', 'LEAF_BYTES') / width))));
    return 2 ** Math.min(digit < 5 ? digit : bears ? 5 : 8, fit);
}

function firstLeaf(node, level) {
    if (level === 0) {
        return node;
    }
    let place = node + bearingBody; // the first places of a RELAXED may be nil
    while (u32(place) === 0) {
        place += 4;
    }
    return firstLeaf(address(u32(place)), level - 1);
}

function vector(node, of) {
    const places = [];
    const add = (begin, count) => {
        for (let i = 0; i < count; i++) {
            places.push(begin + i * of.width);
        }
    };
    if (kind(node) !== 'HEADER') {
        add(node + (kind(node) === 'BEARING_LEAF' ? bearingBody : plainBody), edit(node) - 1);
    } else {
        const extent = u64(node + at('HEADER', 'extent'));
        const size = Number(bits('HEADER', 'size', extent));
        const tailStart = Number(bits('HEADER', 'tailStart', extent));
        const height = edit(node);
        if (tailStart > 0) {
            const root = address(u32(node + at('HEADER', 'root')));
            const fullLeaf = leafOf(of.width, kind(firstLeaf(root, height)) === 'BEARING_LEAF');
            for (const [begin, from, to] of leaves(root, height, 0, tailStart, fullLeaf)) {
                add(begin, to - from);
            }
        }
        if (size > tailStart) {
            const tail = address(u32(node + at('HEADER', 'tail')));
            add(tail + (kind(tail) === 'BEARING_LEAF' ? bearingBody : plainBody), size - tailStart);
        }
    }
    return places.map(place => value(place, of.first));
}

// ---- maps and sets

const MAP = 'MAP_NODE, MAP_LEAF, MAP_COLLISION and MAP_PACKED';

function ones(word) {
    let count = 0;
    for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
        count++;
    }
    return count;
}

function* entries(node, of) {
    const is = kind(node);
    if (is === 'HEADER') {
        const root = u32(node + at('HEADER', 'root'));
        yield* root === 0 ? [] : entries(address(root), of);
        return;
    }
    const field = u32(node + at(MAP, 'entries'));
    const bears = is === 'MAP_NODE' || is === 'MAP_COLLISION';
    const begin = node + (bears ? bearingBody : plainBody);
    const count = is === 'MAP_PACKED' ? field : is === 'MAP_COLLISION' ? u32(node + at(MAP, 'size')) >>> 1 : ones(field);
    for (let i = 0; i < count; i++) {
        yield begin + i * of.width;
    }
    if (is === 'MAP_NODE') {
        const children = Math.ceil((begin + count * of.width) / 4) * 4;
        for (let i = 0; i < ones(u32(node + at(MAP, 'children'))); i++) {
            yield* entries(address(u32(children + 4 * i)), of);
        }
    }
}

// ---- values

function text(from) {
    const mark = u32(from + at('STRING', 'mark'));
    const reference = u32(from + at('STRING', 'reference'));
    const begin = reference === 0 ? from + at('STRING', 'text') : address(reference) + plainBody;
    if ((mark & 1) !== 0) {
        return units(begin, mark >>> 1);
    }
    return store.toString('latin1', begin, begin + (mark >>> 1));
}

function value(entry, slot) {
    const from = entry + slot.at;
    switch (slot.code) {
        case at('DESCRIPTOR', 'BOOLEAN_SLOT'):
            return u8(from) !== 0;
        case at('DESCRIPTOR', 'INT_SLOT'):
            return view.getInt32(from, isLittle);
        case at('DESCRIPTOR', 'LONG_SLOT'):
            return view.getBigInt64(from, isLittle).toString();
        case at('DESCRIPTOR', 'DOUBLE_SLOT'):
            return view.getFloat64(from, isLittle);
        case at('DESCRIPTOR', 'STRING_SLOT'):
            return text(from);
        case at('DESCRIPTOR', 'COLLECTION_SLOT'):
            return collection(address(u32(from)), type(slot.type));
        default:
            throw new Error(`a slot of the code ${slot.code}`);
    }
}

function collection(node, of) {
    switch (of.collection) {
        case at('DESCRIPTOR', 'VECTOR'):
        case at('DESCRIPTOR', 'LONG_VECTOR'):
        case at('DESCRIPTOR', 'INT_VECTOR'):
        case at('DESCRIPTOR', 'DOUBLE_VECTOR'):
            return vector(node, of);
        case at('DESCRIPTOR', 'SET'):
            return [...entries(node, of)].map(entry => value(entry, of.first));
        case at('DESCRIPTOR', 'MAP'):
            return [...entries(node, of)].map(entry => [value(entry, of.first), value(entry, of.second)]);
        default:
            throw new Error(`a collection of the kind ${of.collection}`);
    }
}

const read = {};
for (const name of names) {
    const header = address(headerOf(name));
    read[name] = collection(header, type(u32(header + at('HEADER', 'label'))));
}
console.log(JSON.stringify(read));

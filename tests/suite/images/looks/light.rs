//! Colours as an sRGB screen shows them, computed from the specifications alone.

/// Transfer function to linear light, and the primaries red, green and blue. White is D65, as in sRGB.
pub type Colours = (fn(f64) -> f64, [(f64, f64); 3]);

pub const SRGB: [(f64, f64); 3] = [(0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
pub const ADOBE: [(f64, f64); 3] = [(0.64, 0.33), (0.21, 0.71), (0.15, 0.06)];
pub const P3: [(f64, f64); 3] = [(0.68, 0.32), (0.265, 0.69), (0.15, 0.06)];
pub const D65: (f64, f64) = (0.3127, 0.329);

pub fn srgb_light(sample: f64) -> f64 {
    if sample <= 0.04045 {
        sample / 12.92
    } else {
        ((sample + 0.055) / 1.055).powf(2.4)
    }
}

fn srgb_sample(light: f64) -> f64 {
    let light = light.clamp(0.0, 1.0);
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

type Matrix = [[f64; 3]; 3];

fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|row| {
        (0..3)
            .map(|column| matrix[row][column] * vector[column])
            .sum()
    })
}

/// The inverse, by cofactors.
fn inverse(m: &Matrix) -> Matrix {
    let cofactor = |row: usize, column: usize| {
        let at = |i: usize, j: usize| m[(row + i) % 3][(column + j) % 3];
        at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
    };
    let determinant: f64 = (0..3)
        .map(|column| m[0][column] * cofactor(0, column))
        .sum();
    std::array::from_fn(|row| std::array::from_fn(|column| cofactor(column, row) / determinant))
}

/// From linear light to CIE XYZ (SMPTE RP 177).
fn to_xyz(primaries: [(f64, f64); 3]) -> Matrix {
    let xyz = |(x, y): (f64, f64)| [x / y, 1.0, (1.0 - x - y) / y];
    let columns = primaries.map(xyz);
    let matrix: Matrix =
        std::array::from_fn(|row| std::array::from_fn(|column| columns[column][row]));
    let scale = times(&inverse(&matrix), xyz(D65));
    std::array::from_fn(|row| std::array::from_fn(|column| matrix[row][column] * scale[column]))
}

/// Computes a colour as an sRGB screen shows it.
pub fn expected(colour: [u8; 3], (light, primaries): Colours) -> [f64; 3] {
    let light = colour.map(|sample| light((f64::from(sample) + 1.0) / 255.0));
    let xyz = times(&to_xyz(primaries), light);
    times(&inverse(&to_xyz(SRGB)), xyz).map(|light| 255.0 * srgb_sample(light))
}

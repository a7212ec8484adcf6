
mod letters;

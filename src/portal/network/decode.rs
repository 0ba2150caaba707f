//! From what the browser decoded to the types of the contract: a serde deserializer over JavaScript values that never fails.
//! What does not fit is read as empty and remembered, and one look at the end refuses the whole: code that gives up
//! halfway, wherever it is, costs each reader 2 KB more, and `serde-wasm-bindgen`, which says why, 7 KB.

use std::{
    fmt, slice,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use js_sys::{Array, Object, Reflect};
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, EnumAccess, Error, IntoDeserializer, MapAccess,
        SeqAccess, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::{JsCast, JsValue};

/// The value is not of the type.
#[derive(Clone, Copy, Debug)]
pub struct Unfit;

/// Set by what does not fit, until [`decode`] looks.
static IS_UNFIT: AtomicBool = AtomicBool::new(false);

/// An error that never is: without one, no code is made for what follows it.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("every field of every type is given a value")
    }
}

/// Reads a value of the contract.
///
/// # Errors
/// When the value is not of the type.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, Unfit> {
    IS_UNFIT.store(false, Relaxed);
    let Ok(read) = T::deserialize(Value(value));
    if IS_UNFIT.load(Relaxed) {
        Err(Unfit)
    } else {
        Ok(read)
    }
}

/// Something that fits, or what is empty in its place.
fn fit<T: Default>(value: Option<T>) -> T {
    if value.is_none() {
        IS_UNFIT.store(true, Relaxed);
    }
    value.unwrap_or_default()
}

struct Value(JsValue);

impl Value {
    #[inline(never)]
    fn text(self) -> String {
        if self.is_absent() {
            String::new()
        } else {
            fit(self.0.as_string())
        }
    }

    #[inline(never)]
    fn number(self) -> u32 {
        let number = self
            .0
            .as_f64()
            .filter(|number| *number >= 0.0 && number.fract() == 0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "larger numbers saturate"
        )]
        fit(number.map(|number| number as u32))
    }

    fn is_absent(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    #[inline(never)]
    fn items(self) -> Items {
        let items = if self.is_absent() {
            Array::new()
        } else {
            fit(self.0.dyn_into().ok())
        };
        Items { items, next: 0 }
    }

    #[inline(never)]
    fn entries(self) -> Entries {
        let object = fit(self.0.dyn_into::<Object>().ok());
        Entries {
            entries: Object::entries(&object),
            next: 0,
        }
    }

    /// The part of that name; absent where there is none.
    #[inline(never)]
    fn part(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or_default())
    }

    #[inline(never)]
    fn variant(self, names: &[&str]) -> Variant {
        // A variant without content is a string.
        let word = self.0.as_string();
        let index = names.iter().position(|name| match &word {
            Some(word) => word == name,
            None => !self.part(name).is_absent(),
        });
        let index = fit(index);
        Variant {
            index,
            content: self.part(names[index]),
        }
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self.0.as_string() {
            Some(text) => visitor.visit_string(text),
            None => self.deserialize_map(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u32(self.number())
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u16(u16::try_from(self.number()).unwrap_or(u16::MAX))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(!self.is_absent() && fit(self.0.as_bool()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.is_absent() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(self.items())
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_map(self.entries())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        fit(self.0.is_object().then_some(()));
        visitor.visit_seq(Fields {
            object: self,
            names: fields.iter(),
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self.variant(variants))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

/// The items of an array.
struct Items {
    items: Array,
    next: u32,
}

impl Items {
    #[inline(never)]
    fn next(&mut self) -> Option<Value> {
        let item = (self.next < self.items.length()).then(|| self.items.get(self.next));
        self.next += 1;
        item.map(Value)
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The entries of an object, by name.
struct Entries {
    entries: Array,
    next: u32,
}

impl Entries {
    fn part(&self, index: u32) -> Value {
        let entry = self.entries.get(self.next).unchecked_into::<Array>();
        Value(entry.get(index))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Never> {
        if self.next == self.entries.length() {
            return Ok(None);
        }
        seed.deserialize(self.part(0)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        let value = self.part(1);
        self.next += 1;
        seed.deserialize(value)
    }
}

/// The fields of a struct in their order, as if it were a sequence: code that reads a map in any order, and remembers what
/// it has had, costs each reader 2.7 KB more. A field that the object has not is absent: an empty text or list,
/// nothing where something is optional, and unfit where a number, an object or a choice has to be.
struct Fields {
    object: Value,
    names: slice::Iter<'static, &'static str>,
}

impl Fields {
    #[inline(never)]
    fn next(&mut self) -> Value {
        self.object.part(self.names.next().unwrap_or(&""))
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Never> {
        seed.deserialize(self.next()).map(Some)
    }
}

/// A variant by its place among all variants, and what is in it.
struct Variant {
    index: usize,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Never;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Never> {
        let variant = seed.deserialize((self.index as u64).into_deserializer())?;
        Ok((variant, self.content))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        self.deserialize_struct("", fields, visitor)
    }
}

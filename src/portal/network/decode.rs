//! From what the browser decoded to the types of the contract: a serde deserializer over JavaScript values that keeps no
//! words about what does not fit, since readers get one message for all of it. `serde-wasm-bindgen`, which keeps them,
//! costs each reader 7 KB more.

use std::{fmt, slice};

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

impl fmt::Display for Unfit {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads a value of the contract.
///
/// # Errors
/// When the value is not of the type.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, Unfit> {
    T::deserialize(Value(value))
}

struct Value(JsValue);

impl<'de> Deserializer<'de> for Value {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0.as_string() {
            Some(text) => visitor.visit_string(text),
            None => self.deserialize_map(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_string(self.0.as_string().ok_or(Unfit)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let number = self
            .0
            .as_f64()
            .filter(|number| *number >= 0.0 && number.fract() == 0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "larger numbers saturate"
        )]
        number.map_or(Err(Unfit), |number| visitor.visit_u32(number as u32))
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unfit)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items {
            items: self.0.dyn_into().map_err(|_| Unfit)?,
            next: 0,
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let object: Object = self.0.dyn_into().map_err(|_| Unfit)?;
        visitor.visit_map(Entries {
            entries: Object::entries(&object),
            next: 0,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        if self.0.is_object() {
            visitor.visit_seq(Fields {
                object: self.0,
                names: fields.iter(),
            })
        } else {
            Err(Unfit)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        // A variant without content is a string.
        if let Some(text) = self.0.as_string() {
            let index = variants.iter().position(|name| *name == text);
            return visitor.visit_enum(Variant {
                index: index.ok_or(Unfit)?,
                content: JsValue::UNDEFINED,
            });
        }
        let found = |name: &&str| {
            Reflect::get(&self.0, &(*name).into()).is_ok_and(|value| !value.is_undefined())
        };
        let index = variants.iter().position(found).ok_or(Unfit)?;
        let content = Reflect::get(&self.0, &variants[index].into()).map_err(|_| Unfit)?;
        visitor.visit_enum(Variant { index, content })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
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

impl<'de> SeqAccess<'de> for Items {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unfit> {
        if self.next == self.items.length() {
            return Ok(None);
        }
        let item = self.items.get(self.next);
        self.next += 1;
        seed.deserialize(Value(item)).map(Some)
    }
}

/// The entries of an object, by name.
struct Entries {
    entries: Array,
    next: u32,
}

impl Entries {
    fn part(&self, index: u32) -> JsValue {
        self.entries
            .get(self.next)
            .unchecked_into::<Array>()
            .get(index)
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unfit> {
        if self.next == self.entries.length() {
            return Ok(None);
        }
        seed.deserialize(Value(self.part(0))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let value = self.part(1);
        self.next += 1;
        seed.deserialize(Value(value))
    }
}

/// The fields of a struct in their order, as if it were a sequence: code that reads a map in any order, and remembers what
/// it has had, costs each reader 2.7 KB more. A field that the object has not is an item that is missing, for which serde
/// takes the default, or else says that the value does not fit.
struct Fields {
    object: JsValue,
    names: slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unfit> {
        let name = self.names.next().ok_or(Unfit)?;
        let value = Reflect::get(&self.object, &(*name).into()).map_err(|_| Unfit)?;
        if value.is_undefined() {
            return Ok(None);
        }
        seed.deserialize(Value(value)).map(Some)
    }
}

/// A variant by its place among all variants, and what is in it.
struct Variant {
    index: usize,
    content: JsValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unfit;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Unfit> {
        let variant = seed.deserialize((self.index as u64).into_deserializer())?;
        Ok((variant, Value(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        if self.0.is_undefined() {
            Ok(())
        } else {
            Err(Unfit)
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        _visitor: V,
    ) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_struct("", fields, visitor)
    }
}

{#- The same documents as they would be without masks. In memory only: no second
    copy of raw personal data reaches a disk. -#}
{{ config(
    enabled=is_approved('AB'),
    pre_hook="{{ set_last_of_sample(ref('retrieval_masked_texts'), 'item_id', 'workers_500k_v9') }}",
    post_hook="{{ full_text_index(this) }}"
) }}

with

masked as (

    select * from {{ ref('retrieval_masked_texts') }}

),

workers as (

    select * from {{ ref('stg_workers_500k') }}

),

masked_lessons as (

    select * from {{ ref('lessons_safe') }}

),

raw_lessons as (

    select * from {{ ref('stg_lessons') }}

),

worker_texts as (

    select
        masked.item_id,
        {{ worker_document() }} as body
    from workers
    inner join masked
        on masked.item_id = workers.stream || ':' || workers.source_row
    where {{ is_in_sample("workers.stream || ':' || workers.source_row") }}

),

lesson_texts as (

    select
        masked.item_id,
        replace(
            masked.body, masked_lessons.lesson_text, raw_lessons.lesson_text
        ) as body
    from raw_lessons
    inner join masked_lessons
        on
            raw_lessons.source_path = masked_lessons.source_path
            and raw_lessons.record_sha256 = masked_lessons.record_sha256
    inner join masked
        on masked.item_id = concat_ws(
            '#',
            raw_lessons.source_path, raw_lessons.lesson_id,
            left(raw_lessons.record_sha256, 8)
        )

),

texts as (

    select
        item_id,
        body
    from worker_texts
    union all
    select
        item_id,
        body
    from lesson_texts

)

select * from texts

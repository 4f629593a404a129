ALTER TABLE "corrections" DROP CONSTRAINT "corrections_field";--> statement-breakpoint
ALTER TABLE "person_values" DROP CONSTRAINT "person_values_state";--> statement-breakpoint
ALTER TABLE "person_values" DROP CONSTRAINT "person_values_field";--> statement-breakpoint
ALTER TABLE "registry_history" DROP CONSTRAINT "registry_history_action";--> statement-breakpoint
DROP INDEX "person_values_current";--> statement-breakpoint
ALTER TABLE "corrections" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "person_values" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "person_values" ADD COLUMN "valid_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "person_values_lapsing" ON "person_values" USING btree ("valid_until") WHERE state = 'current' and valid_until is not null;--> statement-breakpoint
CREATE INDEX "registry_history_deaths" ON "registry_history" USING btree ("community_id","at") WHERE action = 'die';--> statement-breakpoint
CREATE INDEX "residents_tags" ON "residents" USING gin ("tags") WHERE left_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_values_current" ON "person_values" USING btree ("person_id","field",coalesce(item_id, person_id)) WHERE state = 'current';--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_field" CHECK ("corrections"."field" in ('name', 'idNumber', 'phone', 'birthDate', 'sex', 'ethnicity', 'politicalStatus', 'maritalStatus', 'education', 'occupation', 'hukouAddress', 'contactName', 'contactPhone', 'careDependence', 'illness', 'disability', 'remark', 'contact', 'vehicle', 'keyHolder', 'entryNote', 'allergy', 'chronicIllness', 'medicine', 'mobility', 'hearing'));--> statement-breakpoint
ALTER TABLE "person_values" ADD CONSTRAINT "person_values_item" CHECK (("person_values"."field" in ('contact', 'vehicle', 'keyHolder', 'entryNote', 'allergy', 'chronicIllness', 'medicine', 'mobility', 'hearing')) = ("person_values"."item_id" is not null));--> statement-breakpoint
ALTER TABLE "person_values" ADD CONSTRAINT "person_values_state" CHECK ("person_values"."state" in ('current', 'conflicting', 'superseded', 'rejected', 'ended', 'erased'));--> statement-breakpoint
ALTER TABLE "person_values" ADD CONSTRAINT "person_values_field" CHECK ("person_values"."field" in ('name', 'idNumber', 'phone', 'birthDate', 'sex', 'ethnicity', 'politicalStatus', 'maritalStatus', 'education', 'occupation', 'hukouAddress', 'contactName', 'contactPhone', 'careDependence', 'illness', 'disability', 'remark', 'contact', 'vehicle', 'keyHolder', 'entryNote', 'allergy', 'chronicIllness', 'medicine', 'mobility', 'hearing'));--> statement-breakpoint
ALTER TABLE "registry_history" ADD CONSTRAINT "registry_history_action" CHECK ("registry_history"."action" in ('set', 'dispute', 'choose', 'reject', 'end', 'erase', 'tag', 'untag', 'moveIn', 'moveOut', 'entrust', 'release', 'merge', 'split', 'die', 'undoDeath'));--> statement-breakpoint
-- What was erased with an account counts no more.
UPDATE "person_values" SET "state" = 'erased' WHERE "erased_at" is not null and "state" in ('current', 'conflicting');

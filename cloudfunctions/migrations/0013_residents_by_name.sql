CREATE INDEX "residents_name" ON "residents" USING btree ("name","person_id","community_id","home_label") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "residents_community" ON "residents" USING btree ("community_id","name","person_id") WHERE left_at is null;--> statement-breakpoint
-- Numbers within words are grams of their own now; what orders are found by is made anew after migrating.
DELETE FROM "search_entries";
